"""Rewrites models/face_landmark_with_attention.onnx so that onnxruntime runs it in about half the time.

Usage: python training/quicken_landmarks.py CONVERTED.onnx    (the net as converted from tflite)

onnxruntime keeps a chain of convolutions in a blocked layout as long as it knows every step of it. PRelu and
Pad it does not: each is run one number at a time, between two reorderings of the whole tensor. Here both are
said with steps that it knows, and that give the same numbers:

    PRelu(x, a)       = Relu(x) + (-a) * Relu(-x), the products as depthwise 1x1 convolutions
    Pad with channels = a 1x1 convolution by an identity matrix with more rows than columns

One of PRelu's two terms is always zero, so nothing is rounded that was not before. Sums that are now added
inside a convolution are added in another order: landmarks differ by less than .0002 pixels of the 192.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

MODEL = Path(__file__).parent.parent / "models" / "face_landmark_with_attention.onnx"


class Rewriter:
    """Owns the constants of the graph that is being written."""

    def __init__(self, graph: onnx.GraphProto):
        self.stored = {tensor.name: tensor for tensor in graph.initializer}
        # Weights are kept in half precision and widened by a Cast each.
        self.widened = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast"}
        self.added: dict[str, np.ndarray] = {}

    def constant(self, name: str) -> np.ndarray:
        return numpy_helper.to_array(self.stored[self.widened.get(name, name)])

    def pointwise(self, source: str, weights: np.ndarray, name: str, result: str, groups: int) -> onnx.NodeProto:
        """A 1x1 convolution without bias."""
        self.added[name] = weights.astype(np.float32)[:, :, None, None]
        return helper.make_node("Conv", [source, name], [result], kernel_shape=[1, 1], group=groups)

    def prelu(self, node: onnx.NodeProto) -> list[onnx.NodeProto]:
        source, result = node.input[0], node.output[0]
        slope = self.constant(node.input[1]).reshape(-1, 1)
        channels = len(slope)
        above, turned, below, scaled = (f"{result}_{part}" for part in ("above", "turned", "below", "scaled"))
        return [
            helper.make_node("Relu", [source], [above]),
            self.pointwise(source, -np.ones_like(slope), f"minus_{channels}", turned, channels),
            helper.make_node("Relu", [turned], [below]),
            self.pointwise(below, -slope, f"{result}_slope", scaled, channels),
            helper.make_node("Add", [scaled, above], [result]),
        ]

    def pad(self, node: onnx.NodeProto, channels: int) -> list[onnx.NodeProto]:
        more = int(self.constant(node.input[1])[5])
        identity = np.eye(channels + more, channels)
        return [self.pointwise(node.input[0], identity, f"widen_{channels}", node.output[0], 1)]


def quicken(model: onnx.ModelProto) -> onnx.ModelProto:
    graph = model.graph
    rewriter = Rewriter(graph)
    shapes = onnx.shape_inference.infer_shapes(model).graph.value_info
    channels = {value.name: value.type.tensor_type.shape.dim[1].dim_value for value in shapes
                if len(value.type.tensor_type.shape.dim) == 4}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type == "PRelu":
            nodes += rewriter.prelu(node)
        elif node.op_type == "Pad":
            nodes += rewriter.pad(node, channels[node.input[0]])
        else:
            nodes.append(node)
    read = {name for node in nodes for name in node.input}
    nodes = [node for node in nodes if node.op_type != "Cast" or node.output[0] in read]
    read = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in read]
    added = [numpy_helper.from_array(values, name) for name, values in rewriter.added.items()]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + added)
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    onnx.save(quicken(onnx.load(sys.argv[1])), MODEL)
