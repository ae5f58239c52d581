/*
 * libdw and libelf, loaded when an address is first asked for.  They and what
 * they need take 70 KB of a process for themselves alone, and a workbook that
 * nobody touches asks for no address.
 */
#ifndef SYMBOLS_LIBDW_H
#define SYMBOLS_LIBDW_H

#include <elfutils/libdw.h>
#include <gelf.h>

#define LIBDW_FUNCTIONS(F) \
    F(dwarf_aggregate_size) F(dwarf_attr) F(dwarf_attr_integrate) \
    F(dwarf_begin_elf) F(dwarf_cfi_addrframe) F(dwarf_cfi_end) \
    F(dwarf_child) F(dwarf_diename) F(dwarf_end) F(dwarf_filesrc) \
    F(dwarf_formaddr) F(dwarf_formref_die) F(dwarf_formudata) \
    F(dwarf_frame_cfa) F(dwarf_frame_info) F(dwarf_frame_register) \
    F(dwarf_get_units) F(dwarf_getcfi_elf) F(dwarf_getlocation) \
    F(dwarf_getlocation_attr) F(dwarf_getsrc_die) F(dwarf_getsrcfiles) \
    F(dwarf_haspc) F(dwarf_lineaddr) F(dwarf_linecol) F(dwarf_lineno) \
    F(dwarf_linesrc) F(dwarf_siblingof) F(dwarf_tag) F(elf_begin) F(elf_end) \
    F(elf_getdata) F(elf_getphdrnum) F(elf_kind) F(elf_memory) \
    F(elf_nextscn) F(elf_strptr) F(elf_version) F(gelf_getehdr) \
    F(gelf_getphdr) F(gelf_getshdr) F(gelf_getsym)

struct libdw {
#define LIBDW_FIELD(function) __typeof__(function) *function;
    LIBDW_FUNCTIONS(LIBDW_FIELD)
#undef LIBDW_FIELD
};

/* Filled by libdw_load(). */
extern struct libdw libdw;

/* 0, or -ENOSYS: it is not there, or lacks something. */
int libdw_load(void);

#ifndef LIBDW_PLAIN_NAMES
#define dwarf_aggregate_size libdw.dwarf_aggregate_size
#define dwarf_attr libdw.dwarf_attr
#define dwarf_attr_integrate libdw.dwarf_attr_integrate
#define dwarf_begin_elf libdw.dwarf_begin_elf
#define dwarf_cfi_addrframe libdw.dwarf_cfi_addrframe
#define dwarf_cfi_end libdw.dwarf_cfi_end
#define dwarf_child libdw.dwarf_child
#define dwarf_diename libdw.dwarf_diename
#define dwarf_end libdw.dwarf_end
#define dwarf_filesrc libdw.dwarf_filesrc
#define dwarf_formaddr libdw.dwarf_formaddr
#define dwarf_formref_die libdw.dwarf_formref_die
#define dwarf_formudata libdw.dwarf_formudata
#define dwarf_frame_cfa libdw.dwarf_frame_cfa
#define dwarf_frame_info libdw.dwarf_frame_info
#define dwarf_frame_register libdw.dwarf_frame_register
#define dwarf_get_units libdw.dwarf_get_units
#define dwarf_getcfi_elf libdw.dwarf_getcfi_elf
#define dwarf_getlocation libdw.dwarf_getlocation
#define dwarf_getlocation_attr libdw.dwarf_getlocation_attr
#define dwarf_getsrc_die libdw.dwarf_getsrc_die
#define dwarf_getsrcfiles libdw.dwarf_getsrcfiles
#define dwarf_haspc libdw.dwarf_haspc
#define dwarf_lineaddr libdw.dwarf_lineaddr
#define dwarf_linecol libdw.dwarf_linecol
#define dwarf_lineno libdw.dwarf_lineno
#define dwarf_linesrc libdw.dwarf_linesrc
#define dwarf_siblingof libdw.dwarf_siblingof
#define dwarf_tag libdw.dwarf_tag
#define elf_begin libdw.elf_begin
#define elf_end libdw.elf_end
#define elf_getdata libdw.elf_getdata
#define elf_getphdrnum libdw.elf_getphdrnum
#define elf_kind libdw.elf_kind
#define elf_memory libdw.elf_memory
#define elf_nextscn libdw.elf_nextscn
#define elf_strptr libdw.elf_strptr
#define elf_version libdw.elf_version
#define gelf_getehdr libdw.gelf_getehdr
#define gelf_getphdr libdw.gelf_getphdr
#define gelf_getshdr libdw.gelf_getshdr
#define gelf_getsym libdw.gelf_getsym
#endif

#endif
