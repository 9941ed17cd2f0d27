#include "chain.h"
#include "probe.h"

int indrajChain(const char *folder) { return indrajProbe(folder); }
