// How many blocks of memory the calling thread has asked for so far; -1 where that cannot be counted.
long malloc_count(void);

// Bytes of the blocks that the calling thread has asked for, less those of the blocks that it has given back; below zero where it
// gives back what other threads asked for.
long malloc_bytes_held(void);
