/* What a compiler says of a file that is there, a.c, and of others. */
#include <stdlib.h>
#include <string.h>

#include "build/messages.h"
#include "fuzz.h"

static const char source[] = "int main(void)\n{\n    return 0;\n}";

static void
check_message(const struct build_message *message)
{
    must(message->file && message->text);
    must(message->line >= 0 && message->column >= 0);
    must(!strchr(message->text, '\n'));
    must(!message->source || !strchr(message->source, '\n'));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_written;
    struct input input = {data, size};
    char *text = input_text(&input);
    struct build build = BUILD_INIT;

    if (!is_written)
        scratch_write("a.c", source, strlen(source));
    is_written = true;
    messages_parse(&build, text, scratch(), "a.c");
    for (size_t i = 0; i < build.nmessages; i++)
        check_message(&build.messages[i]);
    if (build.nmessages)
        (void)build_first_error(&build);
    build_release(&build);
    free(text);
    return 0;
}
