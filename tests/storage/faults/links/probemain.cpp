#include "probe.h"

#include <QTemporaryDir>

/// indraj-probe [FOLDER]: without a folder in one of its own.
int main(int argc, char **argv)
{
    const QTemporaryDir temporary;
    const QByteArray own = QFile::encodeName(temporary.filePath(QStringLiteral("vault")));
    return indrajProbe(argc > 1 ? argv[1] : own.constData());
}
