#pragma once

#include <QObject>
#include <QString>

namespace indraj {

/// Says short sentences aloud to the person in front of the counter. Never blocks: what cannot be said now is
/// not said. GUI thread.
class VoicePrompt : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    enum class Language { English, Urdu };
    enum class State {
        Unknown, ///< still looking
        Ready,
        NoProgram, ///< no speech program is installed
        NoVoice, ///< the program has no voice for the language
        NoSound, ///< the last sentence found no loudspeaker; the next one tries again
    };
    virtual State state(Language language) const = 0;
    /// Says it at once when nothing is being said; otherwise when that has ended, in place of what waited.
    virtual void say(const QString &text, Language language) = 0;
    virtual void stop() = 0; ///< silent at once

Q_SIGNALS:
    void stateChanged();
    void spoken(); ///< a sentence has ended; also one that failed
};

} // namespace indraj
