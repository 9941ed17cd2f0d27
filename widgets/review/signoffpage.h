#pragma once

#include "widgets/shell/page.h"

class QCheckBox;

namespace indraj {

class Banner;
class ConcernList;
class ConcernRoom;
class EnrolmentDesk;
class HandDiagram;
class IrisPair;
class FaceCapture;
class LikenessCheck;
class SignOffFace;
class TextLabel;
struct StoreError;
enum class Act;

/// Step "signoff": the operator puts his name to it. "sign" asks the desk for Review, then SignOff; when both
/// are committed the page goes to "slip". "compare" (F5) looks once more who sits here.
class SignOffPage : public Page {
    Q_OBJECT
public:
    explicit SignOffPage(EnrolmentDesk &desk, QWidget *parent = nullptr);

    /// Compares who sits here with the portrait. Both must outlive the page.
    void offerComparison(FaceCapture &capture, LikenessCheck &check);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;
    QString notice() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildSummary();
    void retranslate();
    QString tokenAndFee() const;
    void refresh();
    void acted(Act act);
    void refused(const StoreError &error);

    EnrolmentDesk &m_desk;
    Banner *m_notice;
    SignOffFace *m_face;
    TextLabel *m_nameUrdu;
    TextLabel *m_nameEnglish;
    TextLabel *m_facts;
    HandDiagram *m_hands;
    IrisPair *m_irises;
    TextLabel *m_heading;
    ConcernList *m_concerns;
    ConcernRoom *m_concernRoom;
    TextLabel *m_statement;
    QCheckBox *m_agreed;
    bool m_shown = false;
    bool m_busy = false;
};

/// What to say when the store refuses an act. Shared by sign-off and approval.
QString refusalWords(const StoreError &error);

} // namespace indraj
