// The calls of CUDA's driver and of NVRTC that the program uses, on the memory of the host.
//
// Machine code is the source itself. A module has the kernels whose names occur in it, and can run two of them:
//   scale(const float *x, float *y, float a, int n)   y[i] = a x[i]
//   count(int *y)                                     y[0] += 1
// Work is done at once; a stream is a counter of what was started on it.
#include "FakeCUDA.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { invalidValue = 1, outOfMemory = 2, notInitialized = 3, noDevice = 100, invalidDevice = 101, invalidImage = 200,
       invalidContext = 201, invalidHandle = 400, notFound = 500, illegalAddress = 700 };
enum { maximumNames = 128, maximumLaunches = 256, maximumArguments = 4 };

static const uint64_t memory = 1ull << 30;

typedef struct { const char *name; int calls; } Counter;
typedef struct { const char *name; char *image; } Function;
typedef struct { int kernel; unsigned groups, items; uint64_t values[maximumArguments]; } Launch;
typedef struct { int count; Launch launches[maximumLaunches]; } Graph;
typedef struct { Graph *capture; } Stream;
typedef struct Block { struct Block *next; uint64_t address, bytes; } Block;
typedef struct { char *source; char log[256]; int compiled; } Program;

static Counter counters[maximumNames];
static int live, deviceCount = 1, driverVersion = 12040, major = 9, minor = 0, initialized;
static const char *failingName;
static int failingNumber, failingCode, stuck;
static Block *blocks;
static uint64_t used;
static int retained;
static int context;  // Its address is that of the only context.
static _Thread_local void *current;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static Counter *counter(const char *name) {
    for (int i = 0; i < maximumNames; i++) {
        if (!counters[i].name) counters[i].name = name;
        if (!strcmp(counters[i].name, name)) return &counters[i];
    }
    abort();
}

// Counts a call, and returns the code with which it must fail; 0 for none.
static int enter(const char *name) {
    pthread_mutex_lock(&lock);
    int number = ++counter(name)->calls;
    int code = stuck;
    if (failingName && !strcmp(failingName, name) && number == failingNumber) {
        code = failingCode;
        if (code >= 700) stuck = code;
    }
    pthread_mutex_unlock(&lock);
    return code;
}

static void add(int count) {
    pthread_mutex_lock(&lock);
    live += count;
    pthread_mutex_unlock(&lock);
}

#define BEGIN { int code = enter(__func__); if (code) return code; }
// What is given back is given back also by a device that is lost.
#define RELEASE (void)enter(__func__);
#define IN_CONTEXT BEGIN if (current != &context) return invalidContext;

static int cuInit(unsigned flags) {
    BEGIN
    if (flags) return invalidValue;
    if (!deviceCount) return noDevice;
    initialized = 1;
    return 0;
}
static int cuDriverGetVersion(int *version) { BEGIN *version = driverVersion; return 0; }
static int cuGetErrorName(int code, const char **text) {
    *text = code == outOfMemory ? "CUDA_ERROR_OUT_OF_MEMORY" : code == illegalAddress ? "CUDA_ERROR_ILLEGAL_ADDRESS"
        : code == 999 ? "CUDA_ERROR_UNKNOWN" : "CUDA_ERROR_FAKE";
    return 0;
}
static int cuGetErrorString(int code, const char **text) { *text = code == illegalAddress ? "an illegal address" : "fake"; return 0; }
static int cuDeviceGetCount(int *count) { BEGIN if (!initialized) return notInitialized; *count = deviceCount; return 0; }
static int cuDeviceGet(int *device, int index) {
    BEGIN
    if (index >= deviceCount) return invalidDevice;
    *device = index + 40;
    return 0;
}
static int cuDeviceGetName(char *name, int length, int device) { BEGIN snprintf(name, length, "Fake card %d", device - 40); return 0; }
static int cuDeviceTotalMem_v2(size_t *bytes, int device) { BEGIN *bytes = memory; return device < 40 ? invalidDevice : 0; }
static int cuDeviceGetAttribute(int *value, int attribute, int device) {
    BEGIN
    if (device < 40) return invalidDevice;
    switch (attribute) {
    case 1: *value = 1024; return 0;
    case 8: *value = 48 << 10; return 0;
    case 16: *value = 132; return 0;
    case 75: *value = major; return 0;
    case 76: *value = minor; return 0;
    default: return invalidValue;
    }
}
static int cuDevicePrimaryCtxRetain(void **made, int device) { BEGIN if (device < 40) return invalidDevice; retained++; add(1); *made = &context; return 0; }
static int cuDevicePrimaryCtxRelease_v2(int device) { RELEASE if (device < 40 || !retained) return invalidContext; retained--; add(-1); return 0; }
static int cuCtxSetCurrent(void *given) { current = given; BEGIN return 0; }

static int cuMemGetInfo_v2(size_t *unused, size_t *total) { IN_CONTEXT *unused = memory - used; *total = memory; return 0; }
static int cuMemAlloc_v2(uint64_t *address, size_t bytes) {
    IN_CONTEXT
    if (!bytes) return invalidValue;
    if (bytes > memory - used) return outOfMemory;
    Block *block = malloc(sizeof *block);
    void *place = malloc(bytes);
    memset(place, 0xEE, bytes);
    pthread_mutex_lock(&lock);
    *block = (Block){blocks, (uint64_t)(uintptr_t)place, bytes};
    blocks = block;
    used += bytes;
    pthread_mutex_unlock(&lock);
    add(1);
    *address = block->address;
    return 0;
}
static int cuMemFree_v2(uint64_t address) {
    RELEASE
    if (current != &context) return invalidContext;
    for (Block **link = &blocks; *link; link = &(*link)->next) {
        if ((*link)->address != address) continue;
        Block *gone = *link;
        *link = gone->next;
        used -= gone->bytes;
        free((void *)(uintptr_t)address);
        free(gone);
        add(-1);
        return 0;
    }
    return invalidValue;
}
// Whether a region lies in one buffer.
static int isDevice(uint64_t address, size_t bytes) {
    for (Block *block = blocks; block; block = block->next)
        if (address >= block->address && address + bytes <= block->address + block->bytes) return 1;
    return 0;
}
static int cuMemHostAlloc(void **address, size_t bytes, unsigned flags) {
    IN_CONTEXT
    if (flags) return invalidValue;
    *address = malloc(bytes);
    memset(*address, 0xEE, bytes);
    add(1);
    return 0;
}
static int cuMemFreeHost(void *address) { RELEASE if (current != &context) return invalidContext; free(address); add(-1); return 0; }
static int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, Stream *stream) {
    IN_CONTEXT
    if (!stream || !isDevice(to, bytes)) return illegalAddress;
    memcpy((void *)(uintptr_t)to, from, bytes);
    return 0;
}
static int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t bytes, Stream *stream) {
    IN_CONTEXT
    if (!stream || !isDevice(from, bytes)) return illegalAddress;
    memcpy(to, (void *)(uintptr_t)from, bytes);
    return 0;
}
static int cuMemcpyDtoDAsync_v2(uint64_t to, uint64_t from, size_t bytes, Stream *stream) {
    IN_CONTEXT
    if (!stream || !isDevice(from, bytes) || !isDevice(to, bytes)) return illegalAddress;
    memcpy((void *)(uintptr_t)to, (void *)(uintptr_t)from, bytes);
    return 0;
}
static int cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, Stream *stream) {
    IN_CONTEXT
    if (!stream || !isDevice(to, bytes)) return illegalAddress;
    memset((void *)(uintptr_t)to, value, bytes);
    return 0;
}

static int cuModuleLoadDataEx(void **module, const void *image, unsigned count, int *options, void **values) {
    IN_CONTEXT
    (void)options; (void)values;
    if (count || memcmp(image, "FAKE", 4)) return invalidImage;
    *module = strdup(image);
    add(1);
    return 0;
}
static int cuModuleUnload(void *module) { RELEASE if (current != &context) return invalidContext; free(module); add(-1); return 0; }
static const char *const kernels[] = {"scale", "count"};
static const int argumentCounts[] = {4, 1};
static int cuModuleGetFunction(void **function, void *module, const char *name) {
    IN_CONTEXT
    for (int i = 0; i < 2; i++) {
        if (strcmp(name, kernels[i]) || !strstr(module, name)) continue;
        *function = (void *)&kernels[i];
        return 0;
    }
    return notFound;
}
static int cuFuncGetAttribute(int *value, int attribute, void *function) {
    IN_CONTEXT
    if (!function) return invalidHandle;
    *value = attribute == 0 ? 512 : attribute == 3 ? 24 : -1;
    return *value < 0 ? invalidValue : 0;
}

static int execute(const Launch *launch) {
    if (launch->kernel == 1) {
        if (!isDevice(launch->values[0], 4)) return illegalAddress;
        ++*(int32_t *)(uintptr_t)launch->values[0];
        return 0;
    }
    float a;
    int32_t n;
    memcpy(&a, &launch->values[2], 4);
    memcpy(&n, &launch->values[3], 4);
    const float *x = (const float *)(uintptr_t)launch->values[0];
    float *y = (float *)(uintptr_t)launch->values[1];
    if (!isDevice(launch->values[0], n * 4ul) || !isDevice(launch->values[1], n * 4ul)) return illegalAddress;
    for (unsigned i = 0; i < launch->groups * launch->items && i < (unsigned)n; i++) y[i] = a * x[i];
    return 0;
}
static int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned ix, unsigned iy, unsigned iz,
                          unsigned sharedBytes, Stream *stream, void **arguments, void **extra) {
    IN_CONTEXT
    if (!function || !stream || sharedBytes || extra) return invalidValue;
    if (ix * iy * iz > 512) return invalidValue;
    Launch launch = {(int)((const char *const *)function - kernels), gx * gy * gz, ix * iy * iz, {0}};
    for (int i = 0; i < argumentCounts[launch.kernel]; i++) memcpy(&launch.values[i], arguments[i], 8);
    if (stream->capture) {
        if (stream->capture->count == maximumLaunches) return invalidValue;
        stream->capture->launches[stream->capture->count++] = launch;
        return 0;
    }
    return execute(&launch);
}

static int cuStreamCreate(Stream **stream, unsigned flags) { IN_CONTEXT if (flags != 1) return invalidValue; *stream = calloc(1, sizeof **stream); add(1); return 0; }
static int cuStreamDestroy_v2(Stream *stream) { RELEASE if (current != &context) return invalidContext; free(stream); add(-1); return 0; }
static int cuStreamSynchronize(Stream *stream) { IN_CONTEXT return stream ? 0 : invalidHandle; }
static int cuEventCreate(int **event, unsigned flags) { IN_CONTEXT if (flags != 2) return invalidValue; *event = calloc(1, sizeof **event); add(1); return 0; }
static int cuEventRecord(int *event, Stream *stream) { IN_CONTEXT if (!stream) return invalidHandle; *event = 1; return 0; }
static int cuEventSynchronize(int *event) { IN_CONTEXT return *event ? 0 : invalidHandle; }
static int cuEventQuery(int *event) { IN_CONTEXT return *event ? 0 : 600; }
static int cuEventDestroy_v2(int *event) { RELEASE if (current != &context) return invalidContext; free(event); add(-1); return 0; }

static int cuStreamBeginCapture_v2(Stream *stream, int mode) {
    IN_CONTEXT
    if (mode != 1 || stream->capture) return invalidValue;
    stream->capture = calloc(1, sizeof(Graph));
    add(1);
    return 0;
}
static int cuStreamEndCapture(Stream *stream, Graph **graph) {
    int code = enter(__func__);
    *graph = stream->capture;
    stream->capture = NULL;
    // What was recorded is lost with the failure.
    if (code && *graph) {
        free(*graph);
        *graph = NULL;
        add(-1);
    }
    return code ? code : *graph ? 0 : invalidValue;
}
static int cuGraphInstantiateWithFlags(Graph **made, Graph *graph, unsigned long long flags) {
    IN_CONTEXT
    if (flags) return invalidValue;
    *made = malloc(sizeof **made);
    **made = *graph;
    add(1);
    return 0;
}
static int cuGraphLaunch(Graph *graph, Stream *stream) {
    IN_CONTEXT
    if (!stream) return invalidHandle;
    for (int i = 0; i < graph->count; i++) {
        int code = execute(&graph->launches[i]);
        if (code) return code;
    }
    return 0;
}
static int cuGraphDestroy(Graph *graph) { RELEASE free(graph); add(-1); return 0; }
static int cuGraphExecDestroy(Graph *graph) { RELEASE if (current != &context) return invalidContext; free(graph); add(-1); return 0; }

static int nvrtcVersion(int *majorVersion, int *minorVersion) { BEGIN *majorVersion = 12; *minorVersion = 4; return 0; }
static int nvrtcGetNumSupportedArchs(int *count) { BEGIN *count = 2; return 0; }
static int nvrtcGetSupportedArchs(int *all) { BEGIN all[0] = 80; all[1] = 90; return 0; }
static const char *nvrtcGetErrorString(int code) { return code == 6 ? "NVRTC_ERROR_COMPILATION" : "NVRTC_ERROR_FAKE"; }
static int nvrtcCreateProgram(Program **made, const char *source, const char *name, int headers, const char *const *texts, const char *const *names) {
    BEGIN
    (void)name; (void)texts; (void)names;
    if (headers) return 2;
    *made = calloc(1, sizeof **made);
    (*made)->source = malloc(strlen(source) + 5);
    sprintf((*made)->source, "FAKE%s", source);
    add(1);
    return 0;
}
static int nvrtcCompileProgram(Program *program, int count, const char *const *options) {
    BEGIN
    int hasArchitecture = 0;
    for (int i = 0; i < count; i++) hasArchitecture |= !strncmp(options[i], "--gpu-architecture=sm_", 22);
    if (!hasArchitecture || strstr(program->source, "#error")) {
        snprintf(program->log, sizeof program->log, "kernels.cu(1): error: %s", hasArchitecture ? "#error" : "no architecture");
        return 6;
    }
    program->compiled = 1;
    return 0;
}
static int nvrtcGetProgramLogSize(Program *program, size_t *bytes) { BEGIN *bytes = strlen(program->log) + 1; return 0; }
static int nvrtcGetProgramLog(Program *program, char *log) { BEGIN strcpy(log, program->log); return 0; }
static int nvrtcGetCUBINSize(Program *program, size_t *bytes) { BEGIN *bytes = strlen(program->source) + 1; return program->compiled ? 0 : 3; }
static int nvrtcGetCUBIN(Program *program, char *cubin) { BEGIN strcpy(cubin, program->source); return 0; }
static int nvrtcDestroyProgram(Program **program) { RELEASE free((*program)->source); free(*program); *program = NULL; add(-1); return 0; }

#define ENTRY(name) {#name, (void *)name}
static const struct { const char *name; void *function; } symbols[] = {
    ENTRY(cuInit), ENTRY(cuDriverGetVersion), ENTRY(cuGetErrorName), ENTRY(cuGetErrorString), ENTRY(cuDeviceGetCount),
    ENTRY(cuDeviceGet), ENTRY(cuDeviceGetName), ENTRY(cuDeviceTotalMem_v2), ENTRY(cuDeviceGetAttribute),
    ENTRY(cuDevicePrimaryCtxRetain), ENTRY(cuDevicePrimaryCtxRelease_v2), ENTRY(cuCtxSetCurrent), ENTRY(cuMemGetInfo_v2),
    ENTRY(cuMemAlloc_v2), ENTRY(cuMemFree_v2), ENTRY(cuMemHostAlloc), ENTRY(cuMemFreeHost), ENTRY(cuMemcpyHtoDAsync_v2),
    ENTRY(cuMemcpyDtoHAsync_v2), ENTRY(cuMemcpyDtoDAsync_v2), ENTRY(cuMemsetD8Async), ENTRY(cuModuleLoadDataEx),
    ENTRY(cuModuleUnload), ENTRY(cuModuleGetFunction), ENTRY(cuFuncGetAttribute), ENTRY(cuLaunchKernel),
    ENTRY(cuStreamCreate), ENTRY(cuStreamDestroy_v2), ENTRY(cuStreamSynchronize), ENTRY(cuEventCreate),
    ENTRY(cuEventRecord), ENTRY(cuEventSynchronize), ENTRY(cuEventQuery), ENTRY(cuEventDestroy_v2),
    ENTRY(cuStreamBeginCapture_v2), ENTRY(cuStreamEndCapture), ENTRY(cuGraphInstantiateWithFlags), ENTRY(cuGraphLaunch),
    ENTRY(cuGraphDestroy), ENTRY(cuGraphExecDestroy), ENTRY(nvrtcVersion), ENTRY(nvrtcGetNumSupportedArchs),
    ENTRY(nvrtcGetSupportedArchs), ENTRY(nvrtcGetErrorString), ENTRY(nvrtcCreateProgram), ENTRY(nvrtcCompileProgram),
    ENTRY(nvrtcGetProgramLogSize), ENTRY(nvrtcGetProgramLog), ENTRY(nvrtcGetCUBINSize), ENTRY(nvrtcGetCUBIN),
    ENTRY(nvrtcDestroyProgram),
};

void *fake_cuda_symbol(const char *name) {
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (!strcmp(symbols[i].name, name)) return symbols[i].function;
    return NULL;
}

void fake_cuda_reset(void) {
    memset(counters, 0, sizeof counters);
    failingName = NULL;
    stuck = 0;
    deviceCount = 1;
    driverVersion = 12040;
    major = 9;
    minor = 0;
}
void fake_cuda_set_devices(int count) { deviceCount = count; }
void fake_cuda_set_version(int version) { driverVersion = version; }
void fake_cuda_set_capability(int majorNumber, int minorNumber) { major = majorNumber; minor = minorNumber; }
void fake_cuda_fail(const char *name, int number, int code) {
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (!strcmp(symbols[i].name, name)) failingName = symbols[i].name;
    failingNumber = number;
    failingCode = code;
}
int fake_cuda_calls(const char *name) { for (int i = 0; i < maximumNames && counters[i].name; i++) if (!strcmp(counters[i].name, name)) return counters[i].calls; return 0; }
int fake_cuda_live(void) { return live; }
unsigned long fake_cuda_bytes(void) { return used; }
