#include "chain.h"
#include "picture.h"

#include <QTemporaryDir>

int main()
{
    const QTemporaryDir temporary;
    return usePictures() > 0
        ? indrajChain(QFile::encodeName(temporary.filePath(QStringLiteral("vault"))).constData())
        : 2;
}
