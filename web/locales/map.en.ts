export default {
  title: 'Map',
  fault:
    'This browser cannot draw the map (WebGL 2 is needed). List and detail still work; switch hardware acceleration on or use another browser.',
}
