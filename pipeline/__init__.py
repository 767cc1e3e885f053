"""journey: from customer interviews to the customer journey. Start reading in `pipeline.study`."""

__version__ = "0.1.0"
