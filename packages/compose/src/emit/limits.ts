/** How much goes into one component. */

/** More components or instances in one component are not accepted by implementations; imports and exports of them count as well. */
export const MAX_OF_A_KIND = 1000;

/** So many components and instances from outside go into one group at first. */
export const GROUP_SIZE = 400;

/** Components that are embedded in the outermost component for all groups, at most. */
export const MAX_SHARED = 400;
