// indraj-finger: judges, segments, compares and converts finger pictures without a window or a station.
#include "biometrics/finger/tool/commands.h"
#include "biometrics/finger/tool/tooloutput.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj::fingertool;

namespace {

constexpr char usage[]
    = "usage: indraj-finger COMMAND [OPTIONS] FILE...\n"
      "\n"
      "  judge     score and cause of single fingers\n"
      "  segment   the fingers of a four-finger or two-thumb picture, each judged\n"
      "  compare   every two of some pictures: may they be the same finger?\n"
      "  convert   between PNG, JPEG 2000 and ISO/IEC 19794-4 records, without loss\n"
      "  inspect   check a record and print its fields\n"
      "\n"
      "indraj-finger COMMAND --help says more. Status: 0 fine, 1 no score or not sure,\n"
      "64 usage, 65 damaged data, 66 not readable, 70 no quality model, 73 not writable.\n";

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString command = arguments.value(0);
    if (command == "judge"_L1)
        return judgeCommand(arguments);
    if (command == "segment"_L1)
        return segmentCommand(arguments);
    if (command == "compare"_L1)
        return compareCommand(arguments);
    if (command == "convert"_L1)
        return convertCommand(arguments);
    if (command == "inspect"_L1)
        return inspectCommand(arguments);
    const bool asked = command == "help"_L1 || command == "--help"_L1;
    std::fputs(usage, asked ? stdout : stderr);
    return asked ? Fine : Usage;
}
