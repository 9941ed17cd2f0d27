#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace indraj {

enum class Language { English, Urdu };

/// The language of the interface: translator, direction and font of the application. Every window receives
/// QEvent::LanguageChange and makes its texts again; nothing is restarted.
class LanguageSwitch : public QObject {
    Q_OBJECT
public:
    explicit LanguageSwitch(QObject *parent = nullptr);
    ~LanguageSwitch() override;
    Language language() const { return m_language; }
    void setLanguage(Language language);
    void toggle();

    /// Runs `ask` while tr() answers in `language`; no widget hears of it. For texts that are looked for in
    /// both languages.
    void speakingIn(Language language, const std::function<void()> &ask);
    /// The Urdu of a text of the source, empty when there is none.
    QString urduOf(const char *context, const QString &english) const;

Q_SIGNALS:
    void languageChanged(indraj::Language language);

private:
    class Speaker;
    Language m_language = Language::English;
    std::unique_ptr<Speaker> m_speaker;
};

} // namespace indraj
