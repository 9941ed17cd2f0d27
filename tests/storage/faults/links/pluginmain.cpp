#include "picture.h"

#include <QTemporaryDir>

#include <cstdio>

#include <dlfcn.h>

/// indraj-plugin LIBRARY [OTHER]: the storage as a plug-in of a process that has OpenCV, and OTHER before it.
int main(int argc, char **argv)
{
    if (argc < 2 || usePictures() == 0)
        return 2;
    if (argc > 2 && !::dlopen(argv[2], RTLD_NOW | RTLD_GLOBAL)) {
        std::puts(::dlerror());
        return 2;
    }
    void *library = ::dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    const auto probe
        = library ? reinterpret_cast<int (*)(const char *)>(::dlsym(library, "indrajProbe")) : nullptr;
    if (!probe) {
        std::puts(::dlerror());
        return 2;
    }
    const QTemporaryDir temporary;
    return probe(QFile::encodeName(temporary.filePath(QStringLiteral("vault"))).constData());
}
