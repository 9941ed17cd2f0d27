#pragma once

#include "widgets/shell/page.h"
#include "widgets/slip/slipdocument.h"

namespace indraj {

class Banner;
class EnrolmentDesk;

/// The slip as a sheet of paper in the middle of its room.
class SlipPreview : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setSlip(const SlipData &slip, SlipPaper paper);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SlipData m_data;
    SlipPaper m_paper = SlipPaper::A6;
};

/// After the sign-off: the citizen's slip, shown as it is printed. "print" writes it as PDF into the folder
/// and emits written(); "done" goes home.
class SlipPage : public Page {
    Q_OBJECT
public:
    /// `station` stands on the slip and in its code. `folder` must exist.
    SlipPage(EnrolmentDesk &desk, const QString &station, const QString &folder, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void trigger(const QString &actionId) override;
    void setPaper(SlipPaper paper);
    SlipData data() const;
    /// Where "print" writes: named by the enrolment's random id, so the name says nothing about the person.
    QString path() const;
    QString notice() const;

Q_SIGNALS:
    void written(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    EnrolmentDesk &m_desk;
    QString m_station;
    QString m_folder;
    SlipPaper m_paper = SlipPaper::A6;
    Banner *m_notice;
    SlipPreview *m_preview;
    bool m_written = false;
};

} // namespace indraj
