"""A folder of YAML files -> Pack, or every problem at once with file and line."""

from assistant.flow.load.pack import load_pack

__all__ = ["load_pack"]
