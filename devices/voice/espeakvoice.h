#pragma once

#include "devices/voice/voiceprompt.h"

#include <QProcess>

#include <memory>
#include <optional>

namespace indraj {

/// VoicePrompt by eSpeak NG, as a process of its own for each sentence: nothing of it, nor of the sound
/// system, runs in the window, and a sound card that hangs holds up nobody.
class EspeakVoice : public VoicePrompt {
    Q_OBJECT
public:
    struct Setup {
        QString program = QStringLiteral("espeak-ng");
        int wordsPerMinute = 140; ///< slower than its usual 175: said to people in a hall
        QStringList more = {}; ///< further arguments, for tests: {"-w", file} writes instead of playing
    };
    explicit EspeakVoice(Setup setup, QObject *parent = nullptr);
    ~EspeakVoice() override;

    State state(Language language) const override;
    void say(const QString &text, Language language) override;
    void stop() override;

private:
    struct Sentence {
        QString text;
        Language language;
    };
    void look();
    void looked(const QByteArray &voices);
    void start(const Sentence &sentence);
    void ended();
    void heard(bool withSound);

    Setup m_setup;
    State m_english = State::Unknown;
    State m_urdu = State::Unknown;
    bool m_silent = false; ///< the last sentence found no loudspeaker
    QProcess m_looking;
    std::unique_ptr<QProcess> m_speaking;
    std::optional<Sentence> m_next;
};

} // namespace indraj
