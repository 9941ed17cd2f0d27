#include "widgets/shell/languageswitch.h"

#include "widgets/theme/textstyle.h"

#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QTranslator>

#include <array>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// Always installed, and silent in English: taking translators out and in again would tell every widget.
class LanguageSwitch::Speaker : public QTranslator {
public:
    Speaker()
    {
        const std::array files{u":/i18n/frame_ur.qm"_s, u":/i18n/journey_ur.qm"_s, u":/i18n/station_ur.qm"_s,
                               u":/i18n/qt_ur.qm"_s};
        for (std::size_t i = 0; i < files.size(); ++i)
            if (!m_parts.at(i).load(files.at(i)))
                qWarning("translation %s does not load", qPrintable(files.at(i)));
    }
    QString urdu(const char *context, const char *source, const char *disambiguation, int n) const
    {
        for (const QTranslator &part : m_parts)
            if (const QString found = part.translate(context, source, disambiguation, n); !found.isNull())
                return found;
        return {};
    }
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override
    {
        return speaksUrdu ? urdu(context, source, disambiguation, n) : QString();
    }
    bool isEmpty() const override { return false; }
    bool speaksUrdu = false;

private:
    std::array<QTranslator, 4> m_parts;
};

LanguageSwitch::LanguageSwitch(QObject *parent)
    : QObject(parent)
    , m_speaker(std::make_unique<Speaker>())
{
    QCoreApplication::installTranslator(m_speaker.get());
}

LanguageSwitch::~LanguageSwitch() = default;

void LanguageSwitch::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    const bool urdu = language == Language::Urdu;
    // Direction first: the event that follows makes widgets ask for fonts by direction.
    QGuiApplication::setLayoutDirection(urdu ? Qt::RightToLeft : Qt::LeftToRight);
    QLocale::setDefault(urdu ? QLocale(QLocale::Urdu, QLocale::Pakistan)
                             : QLocale(QLocale::English, QLocale::Pakistan));
    m_speaker->speaksUrdu = urdu;
    QEvent changed(QEvent::LanguageChange);
    QCoreApplication::sendEvent(qApp, &changed);
    QApplication::setFont(uiFont(TextStyle::Body));
    Q_EMIT languageChanged(language);
}

void LanguageSwitch::toggle()
{
    setLanguage(m_language == Language::Urdu ? Language::English : Language::Urdu);
}

void LanguageSwitch::speakingIn(Language language, const std::function<void()> &ask)
{
    const bool kept = std::exchange(m_speaker->speaksUrdu, language == Language::Urdu);
    ask();
    m_speaker->speaksUrdu = kept;
}

QString LanguageSwitch::urduOf(const char *context, const QString &english) const
{
    return m_speaker->urdu(context, english.toUtf8().constData(), nullptr, -1);
}

} // namespace indraj
