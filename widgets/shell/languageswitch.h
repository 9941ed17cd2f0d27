#pragma once

#include <QObject>
#include <QTranslator>

namespace indraj {

enum class Language { English, Urdu };

/// The language of the interface: translators, direction and font of the application. Every window receives
/// QEvent::LanguageChange and makes its texts again; nothing is restarted.
class LanguageSwitch : public QObject {
    Q_OBJECT
public:
    explicit LanguageSwitch(QObject *parent = nullptr);
    ~LanguageSwitch() override;
    Language language() const { return m_language; }
    void setLanguage(Language language);
    void toggle();

Q_SIGNALS:
    void languageChanged(indraj::Language language);

private:
    Language m_language = Language::English;
    QTranslator m_frame, m_journey, m_station, m_qt;
};

} // namespace indraj
