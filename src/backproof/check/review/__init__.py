"""What the lines of a document say of each other, once each of them was judged by itself."""
