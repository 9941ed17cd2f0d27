#pragma once

#include "storage/enrolmentstore.h"

#include <QWidget>

class QHBoxLayout;

namespace indraj {

/// One enrolment in a list of the home page.
class SummaryRow : public QWidget {
    Q_OBJECT
public:
    SummaryRow(const EnrolmentSummary &summary, bool withButton, QWidget *parent);

Q_SIGNALS:
    void openRequested(indraj::EnrolmentId id);

private:
    static QString whatIsLeft(const EnrolmentSummary &summary);
    void addButton(QHBoxLayout &row, const EnrolmentSummary &summary);
};

} // namespace indraj
