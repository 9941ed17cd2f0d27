#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/plate.h"

class QLabel;

namespace indraj {

class TextLabel;

/// The citizen card where text is so large that the card would take half of the page: photo, names and token
/// in one line above it, and when it was saved.
class CitizenStrip : public Plate {
    Q_OBJECT
public:
    explicit CitizenStrip(EnrolmentDesk &desk, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void fit();
    EnrolmentDesk &m_desk;
    QLabel *m_photo;
    TextLabel *m_nameEnglish;
    TextLabel *m_nameUrdu;
    TextLabel *m_token;
    TextLabel *m_saved;
    QDateTime m_savedAt;
    bool m_saveFailed = false;
};

} // namespace indraj
