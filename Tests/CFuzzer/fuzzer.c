/* Nothing but the declaration: libFuzzer is linked to the program by `make fuzz`. */
#include "CFuzzer.h"
