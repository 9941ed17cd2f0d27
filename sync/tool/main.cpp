#include "sync/tool/packetcommand.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);
    return indraj::runPacketCommand(QCoreApplication::arguments(), out, err);
}
