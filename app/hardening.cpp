#include "app/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace indraj {

bool hardenProcess()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    const rlimit none{0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0;
#endif
}

} // namespace indraj
