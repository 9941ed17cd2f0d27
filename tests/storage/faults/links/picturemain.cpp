#include "picture.h"
#include "probe.h"

#include <QTemporaryDir>

#include <cstdio>

#include <dlfcn.h>

/// The probe in a process in which OpenCV works and another SQLite is to be found by name.
int main()
{
    const bool pictures = usePictures() > 0;
    const bool other = ::dlsym(RTLD_DEFAULT, "sqlite3_open_v2") != nullptr;
    if (!pictures || !other) {
        std::puts("there is no other SQLite in this process: nothing is shown");
        return 2;
    }
    const QTemporaryDir temporary;
    return indrajProbe(QFile::encodeName(temporary.filePath(QStringLiteral("vault"))).constData());
}
