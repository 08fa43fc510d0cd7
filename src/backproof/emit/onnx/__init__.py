"""Programs as ONNX models."""

from backproof.emit.onnx.export import exported

__all__ = ["exported"]
