/**
 * Privileged Entity (XEP-0356): external components that act for the accounts of a domain, as the configuration lets.
 */
package im.godwit.plugins.privileges;
