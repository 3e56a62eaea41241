/**
 * The one door to onnxruntime. Modules are evaluated in the order in which they are imported, in the
 * bundle too, so the environment is set before the library is loaded: nobody else may import it.
 */
import './silence.js';
export { env, InferenceSession, Tensor } from 'onnxruntime-node';
