/* Files of the package inside the program: kernels of graphics processors, manifests of data sets, the style of figures, and what the
   report's page is made of. Swift's own way, `embedInCode`, makes each an array literal; the compiler takes 40 s for those. */
#ifndef CRESOURCES_H
#define CRESOURCES_H

/* The text of a file by its name without folders; null for a name that is none of them. */
const char *_Nullable dip_resource(const char *_Nonnull name);

#endif
