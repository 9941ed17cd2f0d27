#include "app/facechoices.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
const QStringList recordWords{QStringLiteral("jpeg2000"), QStringLiteral("camera")};
const QStringList ruleWords{QStringLiteral("standard"), QStringLiteral("tr03121")};
} // namespace

FaceChoices readFaceChoices(const QString &file)
{
    FaceChoices choices;
    if (file.isEmpty())
        return choices;
    const QSettings settings(file, QSettings::IniFormat);
    const StationWord record = readStationWord(settings, u"face/record"_s, recordWords);
    if (record.word == recordWords.last())
        choices.largeFrames = FrameCoding::AsItCame;
    choices.unknown = record.unknown;
    const StationWord rules = readStationWord(settings, u"face/rules"_s, ruleWords);
    if (rules.word == ruleWords.last())
        choices.rules = u"portrait-tr03121.json"_s;
    choices.unknownRules = rules.unknown;
    const QString cohort = settings.value(u"face/cohort"_s).toString();
    if (!cohort.isEmpty())
        choices.cohort = QFileInfo(file).dir().absoluteFilePath(cohort);
    return choices;
}

} // namespace indraj
