// The half of CropPanel that listens: keys, actions of the bar, language.
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/portrait/croppanel.h"

#include <QEvent>
#include <QKeyEvent>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

bool CropPanel::steerByArrow(const QKeyEvent &event)
{
    const double steps = event.modifiers() & Qt::ShiftModifier ? largeStep : 1;
    const bool control = event.modifiers() & Qt::ControlModifier;
    switch (event.key()) {
    case Qt::Key_Left:
        control ? turn(degreesAStep * steps) : move(-steps, 0);
        return true;
    case Qt::Key_Right:
        control ? turn(-degreesAStep * steps) : move(steps, 0);
        return true;
    case Qt::Key_Up:
        control ? enlarge(steps) : move(0, -steps);
        return true;
    case Qt::Key_Down:
        control ? enlarge(-steps) : move(0, steps);
        return true;
    default:
        return false;
    }
}

bool CropPanel::steer(const QKeyEvent &event)
{
    const bool control = event.modifiers() & Qt::ControlModifier;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        enlarge(1);
        return true;
    case Qt::Key_Minus:
        enlarge(-1);
        return true;
    case Qt::Key_BracketLeft:
        turn(degreesAStep);
        return true;
    case Qt::Key_BraceLeft: // with Shift
        turn(degreesAStep * largeStep);
        return true;
    case Qt::Key_BracketRight:
        turn(-degreesAStep);
        return true;
    case Qt::Key_BraceRight:
        turn(-degreesAStep * largeStep);
        return true;
    case Qt::Key_Home:
        step({});
        return true;
    case Qt::Key_Escape:
        cancel();
        return true;
    case Qt::Key_Z:
        if (control)
            undo();
        return control;
    default:
        return steerByArrow(event);
    }
}

void CropPanel::keyPressEvent(QKeyEvent *event)
{
    if (!steer(*event))
        event->accept(); // nothing under it hears of the keys
}

bool CropPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isOpen()) {
            setGeometry(parentWidget()->rect());
            fit();
        }
    } else if (event->type() == QEvent::KeyPress && steer(*static_cast<QKeyEvent *>(event))) {
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

PageChrome CropPanel::chrome(PageChrome page) const
{
    page.subtitle = tr("Move, scale and turn the frame. The whole picture is kept as it is.");
    page.tool.reset();
    page.more.clear();
    page.hints = {{u"← ↑ ↓ →"_s, tr("Move")},
                  {u"+ −"_s, tr("Size")},
                  {u"[ ]"_s, tr("Turn")},
                  {u"Esc"_s, tr("No change")}};
    page.end
        = {ActionSpec{u"crop.apply"_s, tr("Use this crop"), {}, ActionSpec::Kind::Primary, !m_failed, {}}};
    return page;
}

void CropPanel::trigger(const QString &actionId)
{
    if (actionId == u"crop.apply"_s)
        apply();
    else if (actionId == u"back"_s)
        cancel();
}

void CropPanel::retranslate()
{
    m_title->setText(tr("Crop by hand"));
    setAccessibleName(m_title->text());
    m_view->setAccessibleName(tr("The whole picture with the frame of the portrait"));
    m_result->setAccessibleName(tr("What comes of it"));
    const QStringList labels{tr("Smaller"),    tr("Larger"), tr("Turn left"),
                             tr("Turn right"), tr("Undo"),   tr("Automatic")};
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setLabel(labels[i]);
    if (!isOpen())
        return;
    fit();
    refresh();
}

void CropPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indraj
