/**
 * Index sets into the 478-point face mesh (MediaPipe's numbering). Rings run in order around
 * their contour, and the two lip rings correspond point by point.
 */

/** Outer lip contour, from the right mouth corner (picture left) along the lower lip and back. */
export const LIP_OUTER = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
] as const;

/** Inner lip contour, same order: index 0 and 10 are the corners, 1..9 lower, 11..19 upper. */
export const LIP_INNER = [
  78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
] as const;

/** Face outline from temple to temple through the chin. */
export const JAW = [
  234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323,
  454,
] as const;

export const CHIN = [
  18, 200, 199, 175, 152, 83, 313, 106, 335, 43, 273, 57, 287, 202, 422, 204, 424, 194, 418, 201,
  421, 208, 428, 32, 262, 140, 369, 169, 394, 210, 430, 214, 434, 216, 436, 212, 432, 211, 431, 170,
  395,
] as const;

const AROUND_MOUTH = [164, 167, 393, 165, 391, 92, 322, 186, 410, 206, 426, 36, 266] as const;

/** Whole face outline, clockwise in the picture from the top of the forehead. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

/** Points that speech does not move: eyes, brows, nose bridge, temples. The pose is fitted to them. */
export const STABLE = [
  33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 10, 151, 9, 8, 127, 356, 234, 454, 107, 336, 70, 300,
  46, 276,
] as const;

/** The lower-face points that motion moves, ascending. The motion model's basis is over these. */
export const MOVED: readonly number[] = [
  ...new Set<number>([...LIP_OUTER, ...LIP_INNER, ...JAW.slice(2, -2), ...CHIN, ...AROUND_MOUTH]),
].sort((a, b) => a - b);

export const EYE_OUTER_RIGHT = 33;
export const EYE_OUTER_LEFT = 263;
export const INNER_LIP_TOP = 13;
export const INNER_LIP_BOTTOM = 14;
export const MOUTH_CORNER_RIGHT = 61;
export const MOUTH_CORNER_LEFT = 291;
export const INNER_CORNER_RIGHT = 78;
export const INNER_CORNER_LEFT = 308;
