"""What the method says. Pure: values in, values out; opens no file, imports nothing of `pipeline.files`."""
