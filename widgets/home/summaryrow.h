#pragma once

#include "storage/enrolmentstore.h"

#include <QWidget>

namespace indraj {

/// One enrolment in a list of the home page.
class SummaryRow : public QWidget {
    Q_OBJECT
public:
    SummaryRow(const EnrolmentSummary &summary, bool withButton, QWidget *parent);

Q_SIGNALS:
    void openRequested(indraj::EnrolmentId id);
};

} // namespace indraj
