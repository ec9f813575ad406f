// A double of libcuda and libnvrtc on the memory of the host, for tests without a card.
#ifndef FAKE_CUDA_H
#define FAKE_CUDA_H

// The address of a function of the driver or of the compiler by its name; NULL for others.
void *_Nullable fake_cuda_symbol(const char *_Nonnull name);

// No failure, one device, the driver's version 12.4, nothing counted.
void fake_cuda_reset(void);
void fake_cuda_set_devices(int count);
void fake_cuda_set_version(int version);
void fake_cuda_set_capability(int major, int minor);

// The n-th call (from 1) of a function returns a code. Codes from 700 on stay: every later call returns them too.
void fake_cuda_fail(const char *_Nonnull name, int number, int code);

// How often a function was called since the reset.
int fake_cuda_calls(const char *_Nonnull name);

// Contexts, streams, events, modules, buffers, graphs and compiler's programs that were not given back.
int fake_cuda_live(void);

// Bytes of device memory in use.
unsigned long fake_cuda_bytes(void);

#endif
