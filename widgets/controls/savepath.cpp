#include "widgets/controls/savepath.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QString freeName(const QString &path)
{
    const QFileInfo asked(path);
    QString free = path;
    for (int n = 2; QFileInfo::exists(free); ++n) {
        const QString tail = asked.suffix().isEmpty() ? QString() : u'.' + asked.suffix();
        free = asked.dir().filePath(asked.completeBaseName() + u'-' + QString::number(n) + tail);
    }
    return free;
}

AskSavePath saveDialog()
{
    return [](QWidget *parent, const QString &title, const QString &suggestedName, const QString &suffix,
              std::function<void(const QString &path)> chosen) {
        auto *dialog = new QFileDialog(parent, title, QDir::homePath());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setFileMode(QFileDialog::AnyFile);
        dialog->setDefaultSuffix(suffix);
        // The system's dialog would speak the system's language, not that of the interface.
        dialog->setOptions(QFileDialog::DontUseNativeDialog | QFileDialog::DontConfirmOverwrite);
        dialog->selectFile(suggestedName);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                         [chosen = std::move(chosen)](const QString &path) { chosen(freeName(path)); });
        dialog->open();
    };
}

} // namespace indraj
