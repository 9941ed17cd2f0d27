#pragma once

#include "widgets/gate/gateframe.h"

namespace indraj {

class ActionButton;
class LanguageSwitch;
class MessageLine;

/// What the program needs before it can show its window at all.
enum class StartCause {
    Form, ///< forms, places or the words of reasons cannot be read
    Rules, ///< thresholds or policies cannot be read
    Preparation, ///< a training folder without keys
    Camera, ///< what was given is no address of a camera
};

/// A window by itself for a start that fails before there is a station: what is wrong, that nothing was
/// changed, whom to call, and the technician's line. Changes its language like any page.
class StartProblem : public GateFrame {
    Q_OBJECT
public:
    /// `detail`: file, place and fault in English, as on the console. `language` must outlive the window.
    StartProblem(const StationNames &names, StartCause cause, QString detail, LanguageSwitch &language,
                 QWidget *parent = nullptr);
    void trigger(const QString &actionId) override; ///< "quit", "language"

Q_SIGNALS:
    void quitRequested();

protected:
    void retranslate() override;

private:
    StartCause m_cause;
    QString m_detail;
    LanguageSwitch &m_language;
    MessageLine *m_message;
    TextLabel *m_line;
    ActionButton *m_quit;
    ActionButton *m_other;
};

} // namespace indraj
