#pragma once

#include "widgets/shell/page.h"

class QShortcut;

namespace indraj {

class BilingualButton;
class EnrolmentDesk;
class HandDiagram;
class IrisPair;
class PictureBox;
class ReviewList;
class TextLabel;

/// Fills a hand diagram from an enrolment: scores, exceptions, what is missing.
void showFingers(HandDiagram &hands, const EnrolmentDesk &desk);

/// Step "review": the citizen reads what was written, in both scripts, always laid out for an Urdu reader.
/// Large buttons stand in the page; "correct" also by Ctrl+Enter. Touching a line emits fieldWrong() and goes
/// to the details; the photo and the hands go to their own steps.
class ReviewPage : public Page {
    Q_OBJECT
public:
    explicit ReviewPage(EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void trigger(const QString &actionId) override;
    ReviewList *lines() const { return m_lines; }

Q_SIGNALS:
    void fieldWrong(const QString &fieldKey);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildPerson();
    QWidget *buildFoot();
    void refresh();
    EnrolmentDesk &m_desk;
    PictureBox *m_photo;
    PictureBox *m_signature;
    TextLabel *m_token;
    HandDiagram *m_hands;
    IrisPair *m_irises;
    ReviewList *m_lines;
    TextLabel *m_hintUrdu;
    TextLabel *m_hintEnglish;
    bool m_asking = false; ///< "something is wrong" was pressed: the hint asks for the line
};

} // namespace indraj
