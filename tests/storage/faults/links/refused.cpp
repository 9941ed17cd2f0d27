#include <sqlite3.h>

/// What storage/ calls, linked against a plain SQLite only: this must not become a program.
int main()
{
    sqlite3 *handle = nullptr;
    return sqlite3_open_v2("x", &handle, SQLITE_OPEN_READWRITE, nullptr)
        + sqlite3_key_v2(handle, "main", "k", 1);
}
