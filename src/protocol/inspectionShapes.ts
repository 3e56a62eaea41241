import type {
  FaceBox,
  FacesRequest,
  InspectRequest,
  Inspection,
  PreviewRequest,
  StillRequest,
} from '../core/inspection.js';
import { array, boolean, literal, number, object, string, type Shape } from './shape.js';

export const inspectRequestShape: Shape<InspectRequest> = object(
  { path: string, list: literal('audios', 'videos') },
  { still: string },
);

export const stillRequestShape: Shape<StillRequest> = object({
  path: string,
  time: number,
  output: string,
  longest: number,
});

export const facesRequestShape: Shape<FacesRequest> = object({ path: string, time: number });

export const faceBoxesShape: Shape<readonly FaceBox[]> = array(
  object({ x: number, y: number, width: number, height: number }),
);

export const previewRequestShape: Shape<PreviewRequest> = object(
  { path: string, output: string },
  { from: number, seconds: number, sound: object({}, { track: number }), background: boolean },
);

export const inspectionShape: Shape<Inspection> = object(
  { duration: number },
  {
    picture: object({ width: number, height: number, rate: number }),
    faces: faceBoxesShape,
    waveform: array(number),
    silences: array(object({ from: number, to: number })),
  },
);
