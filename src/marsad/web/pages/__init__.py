"""The pages that readers see. Views fetch, call and render; what they show is worked out beside them."""
