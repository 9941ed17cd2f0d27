#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/plate.h"

class QLabel;

namespace indraj {

class TextLabel;

/// Photo and names of the citizen at the counter: always in sight while the record is open.
class CitizenCard : public Plate {
    Q_OBJECT
public:
    explicit CitizenCard(EnrolmentDesk &desk, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row {
        QWidget *box;
        TextLabel *label;
        TextLabel *value;
    };
    Row addRow();
    void setRow(Row &row, const QString &label, const QString &value);
    void refresh();
    void refreshPhoto();
    EnrolmentDesk &m_desk;
    TextLabel *m_caption;
    QLabel *m_photo;
    TextLabel *m_nameEnglish;
    TextLabel *m_nameUrdu;
    Row m_token, m_service, m_born, m_father;
};

} // namespace indraj
