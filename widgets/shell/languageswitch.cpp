#include "widgets/shell/languageswitch.h"

#include "widgets/theme/textstyle.h"

#include <QApplication>
#include <QLocale>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

LanguageSwitch::LanguageSwitch(QObject *parent)
    : QObject(parent)
{
    for (auto [translator, file] :
         {std::pair{&m_frame, u":/i18n/frame_ur.qm"_s}, std::pair{&m_journey, u":/i18n/journey_ur.qm"_s},
          std::pair{&m_station, u":/i18n/station_ur.qm"_s}, std::pair{&m_qt, u":/i18n/qt_ur.qm"_s}})
        if (!translator->load(file))
            qWarning("translation %s does not load", qPrintable(file));
}

LanguageSwitch::~LanguageSwitch() = default;

void LanguageSwitch::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    const bool urdu = language == Language::Urdu;
    // Direction first: the events that the translators send make widgets ask for fonts by direction.
    QGuiApplication::setLayoutDirection(urdu ? Qt::RightToLeft : Qt::LeftToRight);
    QLocale::setDefault(urdu ? QLocale(QLocale::Urdu, QLocale::Pakistan)
                             : QLocale(QLocale::English, QLocale::Pakistan));
    for (QTranslator *translator : {&m_frame, &m_journey, &m_station, &m_qt}) {
        if (urdu)
            QCoreApplication::installTranslator(translator);
        else
            QCoreApplication::removeTranslator(translator);
    }
    QApplication::setFont(uiFont(TextStyle::Body));
    Q_EMIT languageChanged(language);
}

void LanguageSwitch::toggle()
{
    setLanguage(m_language == Language::Urdu ? Language::English : Language::Urdu);
}

} // namespace indraj
