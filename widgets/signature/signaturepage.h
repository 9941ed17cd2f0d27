#pragma once

#include "capture/signature/signaturesample.h"
#include "enrollment/identifiers.h"
#include "widgets/shell/page.h"

namespace indraj {

class ActionButton;
class Banner;
class EnrolmentDesk;
class ReasonPicker;
class SignaturePad;
class TextLabel;

/// Step "signature": the applicant signs with pen, finger or mouse, or the operator says why not. Either is
/// an answer; passing the step over is told to the in-charge. Actions: "back", "pause", "again", "use"
/// (primary while there is something to save), "next" (primary once it is saved), "undoNone".
class SignaturePage : public Page {
    Q_OBJECT
public:
    explicit SignaturePage(EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;

    SignaturePad *pad() const { return m_pad; }
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// What the page is about: empty pad, something drawn, a saved signature, a reason why there is none.
    enum class Stage { Empty, Drawn, Saved, None };

    QWidget *buildFoot();
    void connectAll();
    Stage stage() const;
    void retranslate();
    void refresh();
    void refreshFacts();
    void use();
    void saved(const SignatureAnswer &answer, EnrolmentId enrolment);
    void askWhyNot();
    void signAgain();

    EnrolmentDesk &m_desk;
    Banner *m_notice;
    SignaturePad *m_pad;
    TextLabel *m_facts;
    ActionButton *m_undo;
    ActionButton *m_clear;
    ActionButton *m_none;
    ReasonPicker *m_reasons;
    EnrolmentId m_enrolment; ///< whose strokes the pad holds
    bool m_again = false; ///< a saved answer is to be replaced; it stays until there is another
    bool m_saving = false;
    bool m_shown = false;
};

} // namespace indraj
