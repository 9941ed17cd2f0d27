#pragma once

#include "widgets/controls/field.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/details/formhistory.h"

#include <QPointer>
#include <QScrollArea>
#include <QSet>

class QCheckBox;
class QVBoxLayout;

namespace indraj {

class SectionHeading;
class TextLabel;

/// The fields of a FormSpec, section by section, judged as they are typed and saved through the desk.
class FormView : public QScrollArea {
    Q_OBJECT
public:
    explicit FormView(EnrolmentDesk &desk, QWidget *parent = nullptr);

    void load(); ///< form and values of the enrolment at the counter
    /// Judges everything, empty fields too, and shows every problem. @returns how many.
    int judgeAll();
    int shownProblems() const; ///< fields that carry an error now
    void focusFirst();
    void focusFirstProblem();
    void focusNextProblem(); ///< the one after the field with the focus, round the end
    void undo(); ///< the last change of the form, and the focus goes to where it was made
    void redo();
    Field *field(const QString &key) const { return m_fields.value(key); }

Q_SIGNALS:
    void problemsChanged();
    void lastFieldDone(); ///< Enter in the last field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildSection(const SectionSpec &section, QVBoxLayout *column);
    void addSameBox(const SectionSpec &section, QVBoxLayout *column);
    Field *makeField(const FieldSpec &spec);
    void onEdited(Field *field);
    void onLeft(Field *field);
    void focusProblemAfter(qsizetype from);
    void judge(Field *field, bool strict);
    void store(Field *field, const QString &value);
    void refreshOptions(const QString &parentKey);
    void fillOptions(Field *field);
    void followSame();
    void setSame(const QString &sectionKey, bool same);
    void refreshSame();
    void putBack(const std::optional<FormHistory::Step> &step);
    /// Where Enter stops: what takes the focus, and what is brought into sight with it.
    struct Stop {
        QWidget *input = nullptr;
        QWidget *whole = nullptr;
    };
    QList<Stop> stops() const;
    void moveFrom(const QObject *input, bool backwards);
    bool walkFrom(const QObject *box, const QKeyEvent &key); ///< false: not a key that walks
    void retranslate();
    QList<Field *> order() const; ///< as read: a pair begins with the language of the interface

    EnrolmentDesk &m_desk;
    FormSpec m_form; ///< what is built: that of the enrolment last loaded
    QHash<QString, Field *> m_fields;
    QHash<QString, SectionHeading *> m_headings;
    QHash<QString, QCheckBox *> m_sameBoxes; ///< by section key
    QPointer<TextLabel> m_unknown; ///< stands there where the form is not known
    QSet<QString> m_touched;
    FormHistory m_history;
    EnrolmentId m_historyOf;
};

} // namespace indraj
