"""Many reports at once: thin loops round the same call that codes one (`marsad.read_document`)."""
