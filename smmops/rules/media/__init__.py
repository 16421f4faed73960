"""Images, videos and documents, as each network takes them."""
