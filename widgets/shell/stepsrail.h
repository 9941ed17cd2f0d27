#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/plate.h"

#include <QAbstractButton>

class QLabel;
class QVBoxLayout;

namespace indraj {

class TextLabel;

/// One row of the rail or the navigation: 48 px, whole row clickable. Folded, it shows its sign only.
class RailRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit RailRow(QWidget *parent);
    void setNavigation(const QString &icon, const QString &text, const QString &key, bool current);
    void setStep(int number, StepInfo::State state, const QString &text, const QString &stateWord,
                 bool current);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintStep(QPainter &painter);
    void paintWords(QPainter &painter, int from); ///< of a step; pixels from the row's beginning
    void paintNavigation(QPainter &painter);
    QString m_icon;
    QString m_key;
    QString m_stateWord;
    int m_number = 0;
    StepInfo::State m_state = StepInfo::State::ToDo;
    bool m_current = false;
};

/// The steps of the enrolment at the counter, and "Saved 10:47:31" under them.
class StepsRail : public Plate {
    Q_OBJECT
public:
    explicit StepsRail(EnrolmentDesk &desk, QWidget *parent = nullptr);

Q_SIGNALS:
    void stepRequested(const QString &key);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void connectDesk();
    void refresh();
    void refreshSaved();
    EnrolmentDesk &m_desk;
    QWidget *m_head = nullptr;
    TextLabel *m_service;
    TextLabel *m_token;
    QVBoxLayout *m_rows;
    QList<RailRow *> m_steps;
    QWidget *m_foot = nullptr;
    QLabel *m_savedMark;
    TextLabel *m_saved;
    QDateTime m_savedAt;
    bool m_saveFailed = false;
};

/// Where to go outside an enrolment: only what exists and what the role may see.
class Navigation : public Plate {
    Q_OBJECT
public:
    struct Entry {
        QString key;
        QString icon;
        QString text;
        QString shortcut;
    };
    explicit Navigation(QWidget *parent = nullptr);
    void setEntries(const QList<Entry> &entries, const QString &current);

Q_SIGNALS:
    void requested(const QString &key);

protected:
    void changeEvent(QEvent *event) override;

private:
    QVBoxLayout *m_column;
    QList<RailRow *> m_rows;
};

} // namespace indraj
