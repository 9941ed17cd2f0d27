// How the lock is laid over the window, and taken away.
#include "widgets/controls/banner.h"
#include "widgets/keyboard/urdutyping.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/pagestack.h"

#include <QApplication>
#include <QDialog>

namespace indraj {

void MainWindow::cover(const QString &key)
{
    Page *lock = m_pages.value(key);
    if (!lock || m_below)
        return;
    closeFloating();
    m_below = Below{m_currentKey, false, !m_banner->isHidden(), QApplication::focusWidget()};
    if (Page *page = currentPage())
        page->suspend();
    m_banner->hide();
    m_toast->hide();
    m_typing->leavePage();
    m_palette->dismiss();
    m_currentKey = key;
    m_stack->setCurrentWidget(lock);
    refreshChrome();
    lock->enter();
}

void MainWindow::uncover()
{
    if (!m_below)
        return;
    const Below below = *std::exchange(m_below, std::nullopt);
    if (Page *lock = currentPage())
        lock->leave();
    m_currentKey = below.key;
    Page *page = currentPage();
    m_stack->setCurrentWidget(page);
    m_banner->setVisible(below.banner);
    refreshChrome();
    if (below.fresh)
        page->enter();
    else
        page->resume();
    if (below.focus && below.focus->isVisible())
        below.focus->setFocus(Qt::OtherFocusReason);
}

/// Lists that are open and dialogs are windows of their own: a lock page inside this one would not cover
/// them.
void MainWindow::closeFloating()
{
    while (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
        if (popup == QApplication::activePopupWidget())
            break;
    }
    const auto dialogs = findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->reject();
}

} // namespace indraj
